-- A practice's database as the first release of the tables (0001) wrote it: by that program's own
-- imports of the example workbook, of parts of the practice and of two corrections, its contract in
-- two revisions, what it remembered of a vendor's files. Synthetic. Never edited.
BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0001');
CREATE TABLE contract (
	version INTEGER NOT NULL, 
	recorded_at DATETIME NOT NULL, 
	recorded_by TEXT NOT NULL, 
	id INTEGER NOT NULL, 
	vendor INTEGER NOT NULL, 
	CONSTRAINT pk_contract PRIMARY KEY (id), 
	CONSTRAINT fk_contract_vendor FOREIGN KEY(vendor) REFERENCES vendor (id), 
	CONSTRAINT uq_contract_vendor UNIQUE (vendor)
);
INSERT INTO "contract" VALUES(2,'2026-11-22 12:02:54.501201','A. Moreno',1,1);
CREATE TABLE contract_revision (
	contract INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	title TEXT NOT NULL, 
	toml TEXT NOT NULL, 
	note TEXT NOT NULL, 
	recorded_at DATETIME NOT NULL, 
	recorded_by TEXT NOT NULL, 
	CONSTRAINT pk_contract_revision PRIMARY KEY (contract, number), 
	CONSTRAINT fk_contract_revision_contract FOREIGN KEY(contract) REFERENCES contract (id)
);
INSERT INTO "contract_revision" VALUES(1,1,'Service agreement','# Synthetic example: what Northwind RCM promises the practice, and what a breach gives.
# Northwind breaks it in April and May 2026.

vendor = "Northwind RCM"
starts = 2026-01-01
ends = 2027-12-31
monthly_fee = "40000 USD"
fee_at_risk = "10 %"          # at most 4,000 USD of credits a month
low_volume = 30               # a rate over fewer items is shown, not judged

[[service_levels]]
metric = "denial_rate"
target = "< 8 %"
warning = "<= 10 %"
minimum = "<= 12 %"
allocation = "50 %"
repeat_multiplier = 1.5

[[service_levels]]
metric = "first_pass_acceptance_rate"
target = "> 95 %"
minimum = ">= 94 %"
allocation = "30 %"

[[service_levels]]
metric = "days_in_ar"
target = "< 40 days"
warning = "<= 43 days"
minimum = "<= 45 days"
allocation = "20 %"

[[service_levels]]
metric = "net_collection_rate"
target = "> 95 %"
minimum = ">= 90 %"

[[termination]]
rule = "consecutive"
months = 3

','Read from northwind-contract.toml','2026-11-22 12:02:54.381805','A. Moreno');
INSERT INTO "contract_revision" VALUES(1,2,'Service agreement','# Synthetic example: what Northwind RCM promises the practice, and what a breach gives.
# Northwind breaks it in April and May 2026.

vendor = "Northwind RCM"
starts = 2026-01-01
ends = 2027-12-31
monthly_fee = "40000 USD"
fee_at_risk = "10 %"          # at most 4,000 USD of credits a month
low_volume = 30               # a rate over fewer items is shown, not judged

[[service_levels]]
metric = "denial_rate"
target = "< 8 %"
warning = "<= 10 %"
minimum = "<= 12 %"
allocation = "50 %"
repeat_multiplier = 1.5

[[service_levels]]
metric = "first_pass_acceptance_rate"
target = "> 95 %"
minimum = ">= 94 %"
allocation = "30 %"

[[service_levels]]
metric = "days_in_ar"
target = "< 40 days"
warning = "<= 43 days"
minimum = "<= 45 days"
allocation = "20 %"

[[service_levels]]
metric = "net_collection_rate"
target = "> 95 %"
minimum = ">= 90 %"

[[termination]]
rule = "consecutive"
months = 3


# corrected
','Read from northwind-contract.toml','2026-11-22 12:02:54.501201','A. Moreno');
CREATE TABLE import_record (
	id INTEGER NOT NULL, 
	fingerprint TEXT NOT NULL, 
	file_name TEXT NOT NULL, 
	sha256 TEXT NOT NULL, 
	how TEXT NOT NULL, 
	rows INTEGER NOT NULL, 
	added INTEGER NOT NULL, 
	restated INTEGER NOT NULL, 
	unchanged INTEGER NOT NULL, 
	recorded_at DATETIME NOT NULL, 
	recorded_by TEXT NOT NULL, 
	CONSTRAINT pk_import_record PRIMARY KEY (id), 
	CONSTRAINT uq_import_record_fingerprint UNIQUE (fingerprint)
);
INSERT INTO "import_record" VALUES(1,'dd14ad4599c94740fb03b4241b586eda2da50599c34491e650888daa20bfbfda','northwind-2026.xlsx','ec804b7c6a66024d2671912892943950b882b38b28c0e67ba851cdb072dd98f4','{"columns":{},"header_row":null,"month":null,"sheet":null,"vendor":null}',36,36,0,0,'2026-11-22 12:02:52.942734','A. Moreno');
INSERT INTO "import_record" VALUES(2,'5d1ed255133ffa9a5ce8a3fd0911094fae69f7d43f3a0da87ea8fc5bc8efccb3','sites.csv','1ba5e706b96fe7c2b289cfc10732e0e7b61488bc22569bf873ab2816f168ada8','{"columns":{},"header_row":null,"month":null,"sheet":null,"vendor":null}',4,4,0,0,'2026-11-22 12:02:53.438298','A. Moreno');
INSERT INTO "import_record" VALUES(3,'ec255a66acc2b07a245537b2f84a2997437c619cdd153630813e7a1a2b19d050','restated.csv','1e2b43c9ff0d003d17b41a31c5137c77a3c39ab1173c534bfc4e5cf48e19a0e7','{"columns":{},"header_row":null,"month":null,"sheet":null,"vendor":null}',1,0,1,0,'2026-11-22 12:02:53.758230','A. Moreno');
INSERT INTO "import_record" VALUES(4,'2821830c37848ab3e2bb73830990179b6736b5434a0424b7bb86798487f47a2e','restated2.csv','31df1cd8bc4c0ad49481dd3fda7fabea90415dec92f36d075cf30e186e1d868d','{"columns":{},"header_row":null,"month":null,"sheet":null,"vendor":null}',1,0,1,0,'2026-11-22 12:02:54.166507','A. Moreno');
CREATE TABLE mapping (
	version INTEGER NOT NULL, 
	recorded_at DATETIME NOT NULL, 
	recorded_by TEXT NOT NULL, 
	id INTEGER NOT NULL, 
	vendor INTEGER NOT NULL, 
	body TEXT NOT NULL, 
	CONSTRAINT pk_mapping PRIMARY KEY (id), 
	CONSTRAINT fk_mapping_vendor FOREIGN KEY(vendor) REFERENCES vendor (id), 
	CONSTRAINT uq_mapping_vendor UNIQUE (vendor)
);
INSERT INTO "mapping" VALUES(1,'2026-11-22 12:02:54.585290','A. Moreno',1,2,'{
  "header_row": 3,
  "headings": {
    "First Pass %": "clean_claim_rate"
  },
  "sheet": "KPI"
}');
CREATE TABLE measurement (
	series INTEGER NOT NULL, 
	month INTEGER NOT NULL, 
	revision INTEGER NOT NULL, 
	value DOUBLE, 
	cents BIGINT, 
	numerator_e4 BIGINT, 
	denominator_e4 BIGINT, 
	import_record INTEGER NOT NULL, 
	CONSTRAINT pk_measurement PRIMARY KEY (series, month, revision), 
	CONSTRAINT fk_measurement_import_record FOREIGN KEY(import_record) REFERENCES import_record (id), 
	CONSTRAINT fk_measurement_series FOREIGN KEY(series) REFERENCES series (id)
)
 WITHOUT ROWID

;
INSERT INTO "measurement" VALUES(1,24312,1,9.61044020257109443683e-01,NULL,24670000,25670000,1);
INSERT INTO "measurement" VALUES(1,24313,1,9.64161849710982621353e-01,NULL,25020000,25950000,1);
INSERT INTO "measurement" VALUES(1,24314,1,9.58832335329341312046e-01,NULL,25620000,26720000,1);
INSERT INTO "measurement" VALUES(1,24315,1,9.41829314963643304814e-01,NULL,24610000,26130000,1);
INSERT INTO "measurement" VALUES(1,24316,1,9.38104448742746566125e-01,NULL,24250000,25850000,1);
INSERT INTO "measurement" VALUES(1,24317,1,9.5606531881804046602e-01,NULL,24590000,25720000,1);
INSERT INTO "measurement" VALUES(2,24312,1,7.09278350515463867909e-02,NULL,1720000,24250000,1);
INSERT INTO "measurement" VALUES(2,24313,1,7.41039065646395544995e-02,NULL,1840000,24830000,1);
INSERT INTO "measurement" VALUES(2,24314,1,8.59282617264485598651e-02,NULL,2180000,25370000,1);
INSERT INTO "measurement" VALUES(2,24315,1,1.27822580645161276713e-01,NULL,3170000,24800000,1);
INSERT INTO "measurement" VALUES(2,24316,1,0.130938123752495,NULL,3280000,25050000,1);
INSERT INTO "measurement" VALUES(2,24317,1,9.20519059205190531836e-02,NULL,2270000,24660000,1);
INSERT INTO "measurement" VALUES(2,24317,2,0.31,NULL,NULL,NULL,3);
INSERT INTO "measurement" VALUES(2,24317,3,0.08125,NULL,NULL,NULL,4);
INSERT INTO "measurement" VALUES(3,24312,1,9.61998982816084535762e-01,NULL,3556010000,3696480000,1);
INSERT INTO "measurement" VALUES(3,24313,1,0.96,NULL,3612240000,3762750000,1);
INSERT INTO "measurement" VALUES(3,24314,1,9.57000611453150074048e-01,NULL,3631090000,3794240000,1);
INSERT INTO "measurement" VALUES(3,24315,1,9.4900022527840888209e-01,NULL,3496430000,3684330000,1);
INSERT INTO "measurement" VALUES(3,24316,1,9.4600117736102939947e-01,NULL,3374670000,3567300000,1);
INSERT INTO "measurement" VALUES(3,24317,1,9.53000799205114934586e-01,NULL,3529610000,3703680000,1);
INSERT INTO "measurement" VALUES(4,24312,1,3.75000177072635167965e+01,NULL,10588880000,282370000,1);
INSERT INTO "measurement" VALUES(4,24313,1,38.2,NULL,10904190000,285450000,1);
INSERT INTO "measurement" VALUES(4,24314,1,3.95999931954273236556e+01,NULL,11639230000,293920000,1);
INSERT INTO "measurement" VALUES(4,24315,1,4.4099989562676128684e+01,NULL,12675660000,287430000,1);
INSERT INTO "measurement" VALUES(4,24316,1,4.73000175839634238181e+01,NULL,13449760000,284350000,1);
INSERT INTO "measurement" VALUES(4,24317,1,43.0,NULL,12165560000,282920000,1);
INSERT INTO "measurement" VALUES(5,24312,1,2567.0,NULL,NULL,NULL,1);
INSERT INTO "measurement" VALUES(5,24313,1,2595.0,NULL,NULL,NULL,1);
INSERT INTO "measurement" VALUES(5,24314,1,2672.0,NULL,NULL,NULL,1);
INSERT INTO "measurement" VALUES(5,24315,1,2613.0,NULL,NULL,NULL,1);
INSERT INTO "measurement" VALUES(5,24316,1,2585.0,NULL,NULL,NULL,1);
INSERT INTO "measurement" VALUES(5,24317,1,2572.0,NULL,NULL,NULL,1);
INSERT INTO "measurement" VALUES(6,24312,1,NULL,35560100,NULL,NULL,1);
INSERT INTO "measurement" VALUES(6,24313,1,NULL,36122400,NULL,NULL,1);
INSERT INTO "measurement" VALUES(6,24314,1,NULL,36310900,NULL,NULL,1);
INSERT INTO "measurement" VALUES(6,24315,1,NULL,34964300,NULL,NULL,1);
INSERT INTO "measurement" VALUES(6,24316,1,NULL,33746700,NULL,NULL,1);
INSERT INTO "measurement" VALUES(6,24317,1,NULL,35296100,NULL,NULL,1);
INSERT INTO "measurement" VALUES(7,24317,1,0.09,NULL,NULL,NULL,2);
INSERT INTO "measurement" VALUES(8,24317,1,0.07,NULL,NULL,NULL,2);
INSERT INTO "measurement" VALUES(9,24317,1,0.06,NULL,NULL,NULL,2);
INSERT INTO "measurement" VALUES(10,24317,1,0.965,NULL,NULL,NULL,2);
CREATE TABLE payer (
	name TEXT NOT NULL, 
	"key" TEXT NOT NULL, 
	id INTEGER NOT NULL, 
	CONSTRAINT pk_payer PRIMARY KEY (id), 
	CONSTRAINT uq_payer_key UNIQUE ("key")
);
INSERT INTO "payer" VALUES('Aetna','aetna',1);
CREATE TABLE practice (
	version INTEGER NOT NULL, 
	recorded_at DATETIME NOT NULL, 
	recorded_by TEXT NOT NULL, 
	id INTEGER NOT NULL, 
	name TEXT NOT NULL, 
	time_zone TEXT NOT NULL, 
	is_demo BOOLEAN NOT NULL, 
	CONSTRAINT pk_practice PRIMARY KEY (id)
);
INSERT INTO "practice" VALUES(1,'2026-11-22 12:02:54.558313','A. Moreno',1,'Lakeside Family Practice','America/Chicago',0);
CREATE TABLE series (
	id INTEGER NOT NULL, 
	vendor INTEGER NOT NULL, 
	metric TEXT NOT NULL, 
	slice INTEGER NOT NULL, 
	CONSTRAINT pk_series PRIMARY KEY (id), 
	CONSTRAINT fk_series_slice FOREIGN KEY(slice) REFERENCES slice (id), 
	CONSTRAINT fk_series_vendor FOREIGN KEY(vendor) REFERENCES vendor (id), 
	CONSTRAINT uq_series_vendor_metric_slice UNIQUE (vendor, metric, slice)
);
INSERT INTO "series" VALUES(1,1,'first_pass_acceptance_rate',1);
INSERT INTO "series" VALUES(2,1,'denial_rate',1);
INSERT INTO "series" VALUES(3,1,'net_collection_rate',1);
INSERT INTO "series" VALUES(4,1,'days_in_ar',1);
INSERT INTO "series" VALUES(5,1,'claims_submitted',1);
INSERT INTO "series" VALUES(6,1,'net_collections',1);
INSERT INTO "series" VALUES(7,1,'denial_rate',2);
INSERT INTO "series" VALUES(8,1,'denial_rate',3);
INSERT INTO "series" VALUES(9,1,'denial_rate',4);
INSERT INTO "series" VALUES(10,2,'net_collection_rate',1);
CREATE TABLE site (
	name TEXT NOT NULL, 
	"key" TEXT NOT NULL, 
	id INTEGER NOT NULL, 
	CONSTRAINT pk_site PRIMARY KEY (id), 
	CONSTRAINT uq_site_key UNIQUE ("key")
);
INSERT INTO "site" VALUES('North clinic','north clinic',1);
CREATE TABLE slice (
	id INTEGER NOT NULL, 
	site INTEGER, 
	payer INTEGER, 
	specialty INTEGER, 
	"key" TEXT NOT NULL, 
	CONSTRAINT pk_slice PRIMARY KEY (id), 
	CONSTRAINT fk_slice_payer FOREIGN KEY(payer) REFERENCES payer (id), 
	CONSTRAINT fk_slice_site FOREIGN KEY(site) REFERENCES site (id), 
	CONSTRAINT fk_slice_specialty FOREIGN KEY(specialty) REFERENCES specialty (id), 
	CONSTRAINT uq_slice_key UNIQUE ("key")
);
INSERT INTO "slice" VALUES(1,NULL,NULL,NULL,'//');
INSERT INTO "slice" VALUES(2,1,NULL,NULL,'1//');
INSERT INTO "slice" VALUES(3,NULL,1,NULL,'/1/');
INSERT INTO "slice" VALUES(4,NULL,NULL,1,'//1');
CREATE TABLE specialty (
	name TEXT NOT NULL, 
	"key" TEXT NOT NULL, 
	id INTEGER NOT NULL, 
	CONSTRAINT pk_specialty PRIMARY KEY (id), 
	CONSTRAINT uq_specialty_key UNIQUE ("key")
);
INSERT INTO "specialty" VALUES('Cardiology','cardiology',1);
CREATE TABLE vendor (
	version INTEGER NOT NULL, 
	recorded_at DATETIME NOT NULL, 
	recorded_by TEXT NOT NULL, 
	name TEXT NOT NULL, 
	"key" TEXT NOT NULL, 
	id INTEGER NOT NULL, 
	CONSTRAINT pk_vendor PRIMARY KEY (id), 
	CONSTRAINT uq_vendor_key UNIQUE ("key")
);
INSERT INTO "vendor" VALUES(1,'2026-11-22 12:02:53.080049','A. Moreno','Northwind RCM','northwind rcm',1);
INSERT INTO "vendor" VALUES(1,'2026-11-22 12:02:53.468758','A. Moreno','Étoile Billing','étoile billing',2);
CREATE INDEX ix_measurement_second ON measurement (series, month) WHERE revision = 2;
COMMIT;
